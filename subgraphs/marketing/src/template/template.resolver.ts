import { type Connection, ConnectionSize, type Id, IdArg, type ListArgs, type Request } from '@kith/kernel';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { May } from '../policy.js';
import { Template } from './template.entity.js';
import {
  CreateTemplateInput,
  CreateTemplatePayload,
  UpdateTemplateInput,
  UpdateTemplatePayload,
} from './template.inputs.js';
import { templateById, templates } from './template.loaders.js';
import { createTemplate, updateTemplate } from './write-template.js';

@Resolver(() => Template)
export class TemplateResolver {
  @Query(() => Template, { nullable: true, description: 'A template by its id.' })
  template(
    @IdArg('Template', 'id', { description: 'Its id.' }) id: Id<'Template'>,
    @Ctx() request: Request,
  ): Promise<Template | null> {
    return templateById(request).load(id);
  }

  @Query(() => templates.Connection, { description: 'The templates of the organization.' })
  @ConnectionSize()
  templates(
    @Args(() => templates.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Template>> {
    return templates.list(request, args);
  }

  @Mutation(() => CreateTemplatePayload, { description: 'Makes a template.' })
  @May('template:write')
  createTemplate(
    @Arg('input', () => CreateTemplateInput, { description: 'The template.' }) input: CreateTemplateInput,
    @Ctx() request: Request,
  ): Promise<CreateTemplatePayload> {
    return request.mutate(CreateTemplatePayload, async (tx) => ({
      template: await createTemplate(tx, input),
    }));
  }

  @Mutation(() => UpdateTemplatePayload, { description: 'Changes a template.' })
  @May('template:write')
  updateTemplate(
    @Arg('input', () => UpdateTemplateInput, { description: 'What to change.' }) input: UpdateTemplateInput,
    @Ctx() request: Request,
  ): Promise<UpdateTemplatePayload> {
    return request.mutate(UpdateTemplatePayload, async (tx) => ({
      template: await updateTemplate(tx, input),
    }));
  }
}
