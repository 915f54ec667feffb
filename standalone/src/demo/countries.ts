/** The countries of the demo's data by their names there. */
export const countryCodes: Readonly<Record<string, string>> = {
  Argentina: 'AR', Australia: 'AU', Austria: 'AT', Belgium: 'BE', Brazil: 'BR', Canada: 'CA', Chile: 'CL',
  'Czech Republic': 'CZ', Denmark: 'DK', Finland: 'FI', France: 'FR', Germany: 'DE', Hungary: 'HU', India: 'IN',
  Ireland: 'IE', Italy: 'IT', Japan: 'JP', Mexico: 'MX', Netherlands: 'NL', Norway: 'NO', Poland: 'PL',
  Portugal: 'PT', Singapore: 'SG', Spain: 'ES', Sweden: 'SE', Switzerland: 'CH', UK: 'GB', 'United Kingdom': 'GB',
  USA: 'US', Venezuela: 'VE',
};
