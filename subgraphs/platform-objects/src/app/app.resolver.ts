import {
  BoundedList,
  type Connection,
  ConnectionSize,
  type Id,
  IdArg,
  Internal,
  type ListArgs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { meansOf } from '../means.js';
import { May } from '../policy.js';
import { App } from './app.entity.js';
import {
  CreateAppInput,
  CreateAppPayload,
  DeleteAppInput,
  DeleteAppPayload,
  mostOperations,
  RegisterAppVersionInput,
  RegisterAppVersionPayload,
  RetireAppVersionInput,
  RetireAppVersionPayload,
  UpdateAppInput,
  UpdateAppPayload,
} from './app.inputs.js';
import { apps, appVersions, findApp, findAppVersion, operationsOf, registeredText } from './app.loaders.js';
import { AppOperation, AppVersion } from './app-version.entity.js';
import { type CheckedOperation, checkOperations } from './check-operations.js';
import { registerAppVersion, retireAppVersion } from './register-app-version.js';
import { createApp, deleteApp, updateApp } from './write-app.js';

@Resolver(() => App)
export class AppResolver {
  @Query(() => App, { nullable: true, description: 'An app by its id. For admins.' })
  app(
    @IdArg('App', 'id', { description: 'Its id.' }) id: Id<'App'>,
    @Ctx() request: Request,
  ): Promise<App | null> {
    return findApp(request, id);
  }

  @Query(() => apps.Connection, { description: 'The apps of partners, by name. For admins.' })
  @ConnectionSize()
  apps(@Args(() => apps.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<App>> {
    return apps.list(request, args);
  }

  @FieldResolver(() => appVersions.Connection, { description: 'What it has registered, the latest first.' })
  @ConnectionSize()
  versions(
    @Root() app: App,
    @Args(() => appVersions.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<AppVersion>> {
    return appVersions.listOf(request, 'appId', app.id, args);
  }

  @Mutation(() => CreateAppPayload, { description: 'Makes an app. For admins.' })
  @May('app:write')
  createApp(
    @Arg('input', () => CreateAppInput, { description: 'The app.' }) input: CreateAppInput,
    @Ctx() request: Request,
  ): Promise<CreateAppPayload> {
    return request.mutate(CreateAppPayload, async (tx) => ({ app: await createApp(tx, input) }));
  }

  @Mutation(() => UpdateAppPayload, { description: 'Changes an app. For admins.' })
  @May('app:write')
  updateApp(
    @Arg('input', () => UpdateAppInput, { description: 'What to change.' }) input: UpdateAppInput,
    @Ctx() request: Request,
  ): Promise<UpdateAppPayload> {
    return request.mutate(UpdateAppPayload, async (tx) => ({ app: await updateApp(tx, input) }));
  }

  @Mutation(() => DeleteAppPayload, {
    description: 'Deletes an app with what it has registered. For admins.',
  })
  @May('app:write')
  deleteApp(
    @Arg('input', () => DeleteAppInput, { description: 'Which one.' }) input: DeleteAppInput,
    @Ctx() request: Request,
  ): Promise<DeleteAppPayload> {
    return request.mutate(DeleteAppPayload, async (tx) => ({ deletedId: await deleteApp(tx, input) }));
  }
}

@Resolver(() => AppVersion)
export class AppVersionResolver {
  @FieldResolver(() => App, { nullable: true, description: 'Whose release it is.' })
  app(@Root() { appId }: AppVersion, @Ctx() request: Request): Promise<App | null> {
    return findApp(request, appId);
  }

  @FieldResolver(() => [AppOperation], { description: 'The operations that it runs, by name.' })
  @BoundedList(mostOperations)
  operations(@Root() version: AppVersion, @Ctx() request: Request): Promise<AppOperation[]> {
    return operationsOf(request).load(version.id);
  }

  @Query(() => AppVersion, { nullable: true, description: 'A release of an app by its id. For admins.' })
  appVersion(
    @IdArg('AppVersion', 'id', { description: 'Its id.' }) id: Id<'AppVersion'>,
    @Ctx() request: Request,
  ): Promise<AppVersion | null> {
    return findAppVersion(request, id);
  }

  @Mutation(() => RegisterAppVersionPayload, {
    description:
      'Registers the operations of a release of an app. Each is checked and priced; when one is wrong, none is registered. The same again changes nothing. For admins.',
  })
  @May('app:write')
  registerAppVersion(
    @Arg('input', () => RegisterAppVersionInput, { description: 'The release and its manifest.' })
    input: RegisterAppVersionInput,
    @Ctx() request: Request,
  ): Promise<RegisterAppVersionPayload> {
    let checked: readonly CheckedOperation[] = [];
    return request.mutate(
      RegisterAppVersionPayload,
      async (tx) => ({ appVersion: await registerAppVersion(tx, input, checked) }),
      async () => {
        checked = await checkOperations(meansOf(request).graph, request, input.manifest);
      },
    );
  }

  @Mutation(() => RetireAppVersionPayload, {
    description: 'Ends a release: what no other version of its app runs is run no more. For admins.',
  })
  @May('app:write')
  retireAppVersion(
    @Arg('input', () => RetireAppVersionInput, { description: 'Which one.' }) input: RetireAppVersionInput,
    @Ctx() request: Request,
  ): Promise<RetireAppVersionPayload> {
    return request.mutate(RetireAppVersionPayload, async (tx) => ({
      appVersion: await retireAppVersion(tx, input),
    }));
  }

  @Internal()
  @Query(() => String, { nullable: true, description: 'The text that an app runs under a hash.' })
  registeredText(
    @Arg('appId', () => String, { description: 'The app, as a UUID.' }) appId: string,
    @Arg('hash', () => String, { description: 'The hash, in hexadecimal digits.' }) hash: string,
    @Ctx() request: Request,
  ): Promise<string | null> {
    return registeredText(request, appId, hash);
  }
}
