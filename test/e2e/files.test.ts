import { expect } from 'vitest';
import { changeOnce, done, download, listed, nowhere, picture, refused, upload } from './steps.ts';
import { describeBackend } from './suite.ts';

const scan = { name: 'Vertrag Ä.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 …') };

describeBackend('files', async (backend) => {
  const clerk = await backend.token('--role', 'clerk');
  const archivist = await backend.token('--role', 'archivist');
  const { id: folderId } = done(await backend.post('/folders', clerk, { name: '2026' }));
  const march = { name: 'March', parentId: folderId };
  done(await backend.post('/folders', clerk, march));
  refused(await backend.post('/folders', clerk, march), 409);
  refused(await backend.post('/folders', undefined, { name: '2027' }), 401);
  refused(
    await backend.post('/organisations', clerk, {
      name: 'Mill',
      website: 'mill',
      timezone: 'Moon/Base',
    }),
    422,
  );
  const { id: millId } = done(
    await backend.post('/organisations', clerk, { name: 'Mill', phone: '+41446681800' }),
    { timezone: 'Europe/Zurich' },
  );
  const logo = `/organisations/${millId}/logo`;
  done(await upload(backend, 'PUT', logo, clerk, picture));
  const large = { ...picture, content: Buffer.concat([picture.content, Buffer.alloc(1_000_001)]) };
  refused(await upload(backend, 'PUT', logo, clerk, large), 422, { errors: [{ field: 'file' }] });
  expect(await download(backend, logo, clerk)).toEqual(picture.content);

  const paper = {
    kind: 'contract',
    title: 'Lease of the mill',
    about: { kind: 'Organisation', id: millId },
    folderId,
    relatedIds: [],
    keywords: ['lease', 'mill'],
    places: [{ label: 'Mill', latitude: '47.376887', longitude: '8.541694' }],
    remarks: [{ text: 'Signed twice' }],
    thumbnail: Buffer.from('thumb').toString('base64'),
    meta: { pages: [1, 2], ocr: null },
    fingerprint: { algorithm: 'sha256', digest: Buffer.from('x').toString('base64') },
    pageBytes: '900719925474099312',
    weight: 0.25,
    source: '192.0.2.7',
    boxNo: 'B12',
  };
  const filed = done(await backend.post('/papers', clerk, paper), {
    ...paper,
    remarks: [{ text: 'Signed twice', writtenAt: expect.any(String) }],
    status: 'received',
    currency: 'CHF',
    language: 'en',
    visits: [],
  });
  const path = `/papers/${filed.id}`;
  done(await backend.get(`/papers/find-by-reference/${filed['reference']}`, clerk), {
    id: filed.id,
  });
  const wrong = {
    boxNo: 'Box 1',
    source: '1.2.3',
    places: [{ label: 'Pole', latitude: '91', longitude: '0' }],
  };
  for (const [field, value] of Object.entries(wrong)) {
    const answer = await backend.post('/papers', clerk, { ...paper, [field]: value });
    expect([409, 422], field).toContain(answer.status);
  }
  refused(
    await backend.post('/papers', clerk, { ...paper, about: { kind: 'Person', id: millId } }),
    404,
  );
  refused(await backend.post('/papers', clerk, { ...paper, kind: 'invoice' }), 409, {
    detail: 'an invoice has an amount',
  });
  const bill = done(
    await backend.post('/papers', clerk, {
      ...paper,
      kind: 'invoice',
      title: 'Bill of the mill',
      amount: '12.30',
      relatedIds: [filed.id],
      receivedAt: '2010-01-31T09:00:00Z',
    }),
  );
  await changeOnce(backend, path, clerk, { title: 'Lease of the old mill', shelf: 'A3' });

  done(await upload(backend, 'PUT', `${path}/scan`, clerk, scan), {
    scan: { name: scan.name, type: scan.type, size: scan.content.length },
  });
  expect(await download(backend, `${path}/scan`, clerk)).toEqual(new Uint8Array(scan.content));
  expect((await backend.get(`${path}/scan`)).status).toBe(401);
  done(await upload(backend, 'POST', `${path}/pages`, clerk, picture));
  const { pages } = done(await upload(backend, 'POST', `${path}/pages`, clerk, picture));
  const [first, second] = (pages as unknown as { key: string }[]).map(
    ({ key }) => `${path}/pages/${key}`,
  );
  expect(await download(backend, first ?? '', clerk)).toEqual(picture.content);
  expect((await backend.delete(first ?? '', clerk)).status).toBe(200);
  refused(await backend.get(first ?? '', clerk), 404);
  expect(await download(backend, second ?? '', clerk)).toEqual(picture.content);

  expect(await listed(backend, '/papers?sort=title', clerk, 'title')).toEqual([
    'Bill of the mill',
    'Lease of the old mill',
  ]);
  const old = '/papers?kind=invoice&kind=photo&receivedAtTo=2011-01-01T00:00:00Z';
  expect(await listed(backend, old, clerk, 'id')).toEqual([bill.id]);
  expect(await listed(backend, `/papers?q=lease&folderId=${folderId}`, clerk, 'id')).toEqual([
    filed.id,
  ]);
  expect(await listed(backend, `/papers?folderId=${nowhere}`, clerk, 'id')).toEqual([]);

  refused(await backend.delete(`/folders/${folderId}`, clerk), 409);
  refused(await backend.delete(path, clerk), 403);
  expect((await backend.delete(path, archivist)).status).toBe(204);
  refused(await backend.get(path, clerk), 404);
  refused(await backend.get(`${path}/scan`, clerk), 404);
  done(await backend.post(`${path}/restore`, archivist), { id: filed.id });
  expect(await download(backend, `${path}/scan`, clerk)).toEqual(new Uint8Array(scan.content));

  refused(await backend.post(`${path}/destroy`, archivist), 409);
  done(await backend.post(`${path}/file`, clerk), { status: 'filed' });
  refused(await backend.post(`${path}/destroy`, clerk), 403);
  refused(await backend.post(`${path}/destroy`, archivist), 409, {
    detail: 'papers are kept for ten years',
  });
  done(await backend.post(`/papers/${bill.id}/file`, clerk));
  done(await backend.post(`/papers/${bill.id}/destroy`, archivist), { status: 'destroyed' });
  refused(await backend.delete(path, archivist), 409);
});
