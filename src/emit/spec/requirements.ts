import type { Entity, Model, Reaction } from '../../model/model.ts';
import { blocks, bullets, fenced, label, prose, table, tick, ticks } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';

export const requirements: Section = {
  title: { en: 'Requirements', zh: '需求' },
  body(model) {
    const t = tellIn(model.lang);
    return blocks(
      t(`Read from the PRD of **${prose(model.title)}**.`, `读自《${prose(model.title)}》的 PRD。`),
      `### ${t('Modules', '模块')}`,
      modules(model, t),
      `### ${t('Roles', '角色')}`,
      roles(model, t),
      `### ${t('How data flows', '数据流')}`,
      flow(model, t),
      `### ${t('Load and quality', '负载与质量')}`,
      load(model, t),
      model.openQuestions.length > 0 && `### ${t('Open questions', '未决问题')}`,
      model.openQuestions.length > 0 && bullets(model.openQuestions.map(prose)),
    );
  },
};

function modules(model: Model, t: Tell): string {
  const head = [
    t('module', '模块'),
    t('entities', '实体'),
    t('commands', '命令'),
    t('queries', '查询'),
  ];
  const row = (name: string, entities: readonly Entity[]): readonly string[] => [
    name,
    entities.map((entity) => `${tick(entity.names.code)} ${prose(entity.label)}`).join(', '),
    String(entities.flatMap((entity) => entity.commands).length),
    String(entities.flatMap((entity) => entity.queries).length),
  ];
  const loose = model.entities.filter((entity) => entity.module === null);
  return table(head, [
    ...model.modules.map((one) => row(`${tick(one.code)} ${prose(one.label)}`, one.entities)),
    ...(loose.length > 0 ? [row(tick(model.name), loose)] : []),
  ]);
}

function roles(model: Model, t: Tell): string {
  if (model.roles.length === 0) {
    return t('The PRD names no roles.', 'PRD 未定义角色。');
  }
  return table(
    [
      t('role', '角色'),
      t('meaning', '含义'),
      t('has the rights of', '拥有以下角色的权限'),
      t('assigns', '可分配'),
    ],
    model.roles.map((role) => [
      tick(role.code),
      prose(role.description ?? role.label),
      ticks(role.includes.filter((code) => code !== role.code)),
      ticks(role.assigns),
    ]),
  );
}

/** References from one root to another and what follows an event. */
function flow(model: Model, t: Tell): string {
  const edges = [
    ...model.roots.flatMap((root) => referred(root, model).map((to) => [root, to] as const)),
  ].map(([from, to]) => `  ${from.names.code} --> ${to.names.code}`);
  const events = model.reactions.flatMap((reaction) => eventEdges(reaction));
  const lines = [...new Set([...edges, ...events])];
  if (lines.length === 0) {
    return t('No part of the data leads to another.', '各数据之间互不引用。');
  }
  return blocks(
    t(
      'An arrow leads from what refers to what it refers to; a dotted one to what an event changes.',
      '实线由引用方指向被引用方；虚线指向事件所改变的对象。',
    ),
    fenced('mermaid', [
      'flowchart LR',
      ...model.roots.map((root) => `  ${root.names.code}[${label(root.label)}]`),
      ...model.services.map((one) => `  ${one.className}[[${label(one.label)}]]`),
      ...lines,
    ]),
  );
}

function referred(root: Entity, model: Model): readonly Entity[] {
  const parts = model.entities.filter((one) => rootOf(one) === root);
  const targets = parts.flatMap((part) =>
    part.fields.flatMap((field) => (field.type.kind === 'reference' ? field.type.targets : [])),
  );
  return [...new Set(targets)];
}

function rootOf(entity: Entity): Entity {
  return entity.parent === null ? entity : rootOf(entity.parent.entity);
}

function eventEdges({ event, targets }: Reaction): readonly string[] {
  return targets.map(({ call }) => {
    const to = call.kind === 'command' ? call.command.entity.names.code : call.service.className;
    return `  ${event.entity.names.code} -. ${label(event.name)} .-> ${to}`;
  });
}

function load(model: Model, t: Tell): string {
  const entries = Object.entries(model.nfr);
  if (entries.length === 0) {
    return t('The PRD states no load.', 'PRD 未说明负载。');
  }
  return blocks(
    t(
      'What the PRD asks for; these are aims, not measurements.',
      '以下为 PRD 的要求，是目标而非实测结果。',
    ),
    table(
      [t('aim', '目标'), t('value', '值')],
      entries.map(([name, value]) => [tick(name), prose(value)]),
    ),
  );
}
