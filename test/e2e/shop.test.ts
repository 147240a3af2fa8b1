import { shopJourney } from './shop-journey.ts';
import { describeBackend } from './suite.ts';

describeBackend(
  'shop',
  shopJourney({
    tea: 'Green tea',
    pot: 'Teapot',
    empty: 'an order needs at least one item',
    forbidden: 'Forbidden',
    invalid: 'Invalid input',
  }),
);
