/** What a browser would send of cookies that it was given, to a path. */
export function cookieHeader(setCookies: readonly string[], to = '/'): string {
  return setCookies
    .filter((cookie) => to.startsWith(/; Path=([^;]+)/i.exec(cookie)?.[1] ?? '/'))
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
