import { createServer } from 'node:http';

/** The least that an HTTP server on Node can do: what every figure is a part of. */
const body = JSON.stringify({ text: 'constant'.repeat(25) });
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };

const server = createServer((_request, response) => {
  response.writeHead(200, headers).end(body);
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
