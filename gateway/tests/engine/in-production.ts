// graphql reads this when it is loaded. Elsewhere than in production it also compares names each time that it asks for a class.
process.env.NODE_ENV = 'production';
