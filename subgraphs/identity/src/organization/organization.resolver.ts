import type { Request } from '@kith/kernel';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { May } from '../policy.js';
import { createOrganization } from './create-organization.js';
import { Organization } from './organization.entity.js';
import {
  CreateOrganizationInput,
  CreateOrganizationPayload,
  UpdateOrganizationInput,
  UpdateOrganizationPayload,
} from './organization.inputs.js';
import { organizationById } from './organization.loaders.js';
import { updateOrganization } from './update-organization.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, {
    nullable: true,
    description: 'The present organization; null for who acts in none.',
  })
  async organization(@Ctx() request: Request): Promise<Organization | null> {
    const id = request.actor.organizationId;
    return id ? organizationById(request).load(id) : null;
  }

  @Mutation(() => CreateOrganizationPayload, {
    description: 'Makes an organization and its owner. For operators of the installation.',
  })
  @May('organization:create')
  createOrganization(
    @Arg('input', () => CreateOrganizationInput, { description: 'The organization and its owner.' })
    input: CreateOrganizationInput,
    @Ctx() request: Request,
  ): Promise<CreateOrganizationPayload> {
    return request.mutate(CreateOrganizationPayload, (tx) => createOrganization(tx, input));
  }

  @Mutation(() => UpdateOrganizationPayload, { description: 'Changes the present organization. For admins.' })
  @May('organization:update')
  updateOrganization(
    @Arg('input', () => UpdateOrganizationInput, { description: 'What to change.' })
    input: UpdateOrganizationInput,
    @Ctx() request: Request,
  ): Promise<UpdateOrganizationPayload> {
    return request.mutate(UpdateOrganizationPayload, async (tx) => ({
      organization: await updateOrganization(tx, input),
    }));
  }
}
