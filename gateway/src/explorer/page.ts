const query = `# Headers (below): { "authorization": "Bearer …" }
# A token for a demo user: npm run --silent token owner@northwind.demo
query Person($email: EmailAddress!) {
  person(by: { email: $email }) {
    id displayName
    company { name }
    customer { customerNumber totalSpent { amount currencyCode } orderCount firstOrderAt lastOrderAt }
    orders(first: 5, orderBy: [{ field: PLACED_AT, direction: DESC }]) {
      totalCount nodes { number placedAt total { amount } lines { quantity total { amount } product { name } } }
    }
    contact { jobTitle leadStatus }
    deals(first: 5) { nodes { title amount { amount } stage { name } } }
    activities(first: 5) { nodes { type subject occurredAt } }
    subscriber { groups { name status } }
    records(first: 5) { nodes { definition { name } displayName properties } }
    addresses { type lines city countryCode }
  }
}
`;

/** The explorer's page. The headers that somebody types in stay in their browser. */
export const explorerPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Kith</title>
    <link rel="stylesheet" href="/explorer/graphiql.css" />
    <style>html, body, #explorer { height: 100%; margin: 0 }</style>
  </head>
  <body>
    <div id="explorer"></div>
    <script src="/explorer/react.js"></script>
    <script src="/explorer/react-dom.js"></script>
    <script src="/explorer/graphiql.js"></script>
    <script>
      ReactDOM.createRoot(document.getElementById('explorer')).render(
        React.createElement(GraphiQL, {
          fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
          defaultQuery: ${JSON.stringify(query)},
          variables: '{ "email": "quick@northwind.demo" }',
          shouldPersistHeaders: true,
          defaultEditorToolsVisibility: 'headers',
        }),
      );
    </script>
  </body>
</html>
`;
