import { any, attribute, element, ID, IDREF, type Pattern, some, TEXT, valueUntil } from './pattern.js';

/** Since 3.3 a tag may list what does not exist. */
const member = element('obj_ref', attribute('id', valueUntil('3.2', IDREF, TEXT)));

export const TAGS: Pattern = element('tags', any(element('tag', attribute('id', ID), some(member))));
