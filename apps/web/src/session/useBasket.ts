import { useLocalStorage } from '@vueuse/core';

import * as basketApi from '../api/basket.api.js';
import { fetchCourse } from '../api/courses.api.js';
import { type Basket, createBasket } from './basket.js';
import { useSession } from './session.js';

const basket = createBasket({
  ...basketApi,
  fetchCourse,
  isLoggedIn: useSession().isLoggedIn,
  keptText: useLocalStorage('basket', '[]', { serializer: { read: String, write: String } }),
});

/** What the person at the keyboard means to buy, for the whole page. */
export const useBasket = (): Basket => basket;
