import type { Range } from '../diagnostic.ts';
import type { Document } from '../prd/index.ts';
import type { Building } from './draft.ts';
import type { Left } from './model.ts';
import type { Words } from './problems.ts';

interface Asked {
  readonly feature: string;
  readonly at: Range;
  readonly why: Words;
}

/** What the PRD asks for and this version does not generate: named, never dropped in silence. */
export function leftOf(building: Building): readonly Left[] {
  const { document, problems } = building;
  return [...fromStack(document), ...fromOperation(building)]
    .sort((a, b) => a.at.start.offset - b.at.start.offset)
    .map(({ feature, at, why }) => ({ feature, line: at.start.line, why: why[problems.lang] }));
}

const stackReasons: Readonly<Record<string, Words>> = {
  'mq.kafka': { en: 'events are relayed within the service', zh: '事件在服务内部转发' },
  'files.s3': { en: 'files are kept on disk behind a port', zh: '文件保存在磁盘，位于端口之后' },
  'api.graphql': { en: 'REST only so far', zh: '目前只有 REST' },
  'api.grpc': { en: 'REST only so far', zh: '目前只有 REST' },
};

function fromStack(document: Document): readonly Asked[] {
  return document.stack.flatMap(({ key, values }) =>
    values.flatMap((word) => {
      const why = stackReasons[`${key.value}.${word.value}`];
      return why ? [{ feature: `stack.${key.value}: ${word.value}`, at: word.at, why }] : [];
    }),
  );
}

function fromOperation({ document }: Building): readonly Asked[] {
  const found: Asked[] = [];
  const { architecture } = document;
  if (architecture && architecture.value !== 'monolith')
    found.push({
      feature: `architecture: ${architecture.value}`,
      at: architecture.at,
      why: { en: 'one service is generated, cut by modules', zh: '生成一个按模块划分的服务' },
    });
  for (const { key, values } of document.deploy) {
    const word = values.map((one) => one.value).join(' ');
    if (key.value === 'target' && word !== 'compose')
      found.push({
        feature: `deploy.target: ${word}`,
        at: key.at,
        why: {
          en: 'a Dockerfile and a compose file are generated',
          zh: '生成 Dockerfile 与 compose 文件',
        },
      });
    if (key.value === 'replicas')
      found.push({
        feature: `deploy.replicas: ${word}`,
        at: key.at,
        why: { en: 'scaling is set where it is deployed', zh: '伸缩需在部署处设置' },
      });
  }
  const [nfr] = document.nfr;
  if (nfr)
    found.push({
      feature: 'nfr',
      at: nfr.key.at,
      why: {
        en: 'load tests, alerts and autoscaling are not generated yet',
        zh: '尚不生成压测、告警与自动伸缩',
      },
    });
  return found;
}
