/** A mutation of one field, as all of ours are; its user errors are selected beside the selection. */
export function mutationText(name: string, selection: string): string {
  const inputType = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${inputType}!) { ${name}(input: $input) { userErrors { code message path } ${selection} } }`;
}
