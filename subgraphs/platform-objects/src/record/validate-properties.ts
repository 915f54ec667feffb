import { type UserError, UserErrorCode, UserErrors } from '@kith/kernel';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ObjectDefinition } from '../definition/definition.entity.js';

const mostBytes = 64 * 1024;
const ajv = new Ajv2020({ allErrors: true, strict: true });
addFormats.default(ajv);

/** A definition's validator, compiled once for each version that is seen. */
const validators = new Map<string, ValidateFunction>();
const mostValidators = 1_000;

/** @throws UserErrors with a path for each property that the definition does not allow; nothing larger than 64 KiB. */
export function validateProperties(definition: ObjectDefinition, properties: unknown): void {
  if (Buffer.byteLength(JSON.stringify(properties)) > mostBytes) {
    throw new UserErrors([
      {
        code: UserErrorCode.LIMIT_EXCEEDED,
        message: "A record's properties take at most 64 KiB",
        path: ['properties'],
      },
    ]);
  }
  const validate = validatorOf(definition);
  if (!validate(properties)) throw new UserErrors((validate.errors ?? []).map(asUserError));
}

function validatorOf({ id, version, schema }: ObjectDefinition): ValidateFunction {
  const key = `${id} ${version}`;
  let validate = validators.get(key);
  if (!validate) {
    if (validators.size >= mostValidators) validators.clear();
    validate = ajv.compile(schema);
    validators.set(key, validate);
    // Ajv would keep every schema that it ever saw.
    ajv.removeSchema(schema);
  }
  return validate;
}

function asUserError({
  instancePath,
  keyword,
  params,
  message,
}: NonNullable<ValidateFunction['errors']>[number]): UserError {
  const { missingProperty, additionalProperty, allowedValues } = params as globalThis.Record<string, unknown>;
  const last = missingProperty ?? additionalProperty;
  const path = ['properties', ...instancePath.split('/').slice(1), ...(last ? [String(last)] : [])];
  const details = allowedValues ? `: ${(allowedValues as string[]).join(', ')}` : '';
  return {
    code: keyword === 'required' ? UserErrorCode.REQUIRED : UserErrorCode.INVALID,
    message: `${path.at(-1)} ${message}${details}`,
    path,
  };
}
