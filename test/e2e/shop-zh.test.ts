import { shopJourney } from './shop-journey.ts';
import { describeBackend } from './suite.ts';

describeBackend(
  'shop-zh',
  shopJourney({
    tea: '龙井茶',
    pot: '紫砂壶',
    empty: '订单至少包含一件商品',
    forbidden: '没有权限',
    invalid: '输入无效',
  }),
);
