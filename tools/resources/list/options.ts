import { FENCING_PARAMETERS } from '../../../cib/options/fencing.js';
import { PRIMITIVE_META } from '../../../cib/options/primitive.js';
import { optionListText, optionListXml } from '../../options/list.js';
import type { Job } from '../job.js';

export function listOptions({ request, report }: Job): undefined {
  const list = request.value === 'fencing' ? FENCING_PARAMETERS : PRIMITIVE_META;
  report.show({ text: () => optionListText(list, request.all, request.quiet), xml: () => [optionListXml(list)] });
}
