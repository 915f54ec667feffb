/** A function by which the runtime role reaches accounts, which belong to no organization. */
export function definer(signature: string, returns: string, body: string, language = 'sql'): string {
  const name = signature.slice(0, signature.indexOf('('));
  return `
    create function ${signature} returns ${returns}
      language ${language} security definer set search_path from current as $$ ${body} $$;
    revoke all on function ${name} from public;
    grant execute on function ${name} to kith_identity_runtime;
  `;
}
