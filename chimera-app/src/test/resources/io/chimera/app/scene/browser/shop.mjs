// A shop with accounts, over HTTPS: HTTP/2 and HTTP/1.1, forms, JSON, files, HTTP's own sign-in, WebSocket.
// node shop.mjs CERTIFICATE.pem KEY.pem   prints the port it listens at, and then a line of JSON for each thing it is told.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';

const accounts = new Map();
const tell = (event) => console.log(JSON.stringify(event));

const page = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

const form = (action) =>
  page('Shop', `<form method="post" action="${action}"><input name="user"><input name="password" type="password">
    <input name="mail"><button>Go</button></form>`);

const upload = page('Picture', `<form method="post" action="/picture" enctype="multipart/form-data"><input name="user">
  <input name="picture" type="file"><button>Go</button></form>`);

const program = page('Programs', `<input id="user"><input id="password" type="password"><button id="go">Go</button>
  <p id="said"></p><p id="echo"></p>
  <script>
    document.getElementById('go').onclick = async () => {
      const field = (name) => document.getElementById(name).value;
      const answer = await fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user: field('user'), password: field('password'), stay: true }) });
      document.getElementById('said').textContent = await answer.text();
      const socket = new WebSocket('wss://' + location.host + '/echo');
      socket.onopen = () => socket.send('over ' + '\\\\p and on');
      socket.onmessage = (message) => { document.getElementById('echo').textContent = message.data; };
    };
  </script>`);

const parts = (type, body) => {
  const boundary = '--' + /boundary=(.+)$/.exec(type)[1];
  return body.toString('latin1').split(boundary).slice(1, -1).map((part) => {
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, end);
    return { name: /name="([^"]*)"/.exec(head)[1], file: /filename="/.test(head),
      value: Buffer.from(part.slice(end + 4, -2), 'latin1') };
  });
};

const judge = (user, password) => (accounts.get(user)?.password === password ? 'Welcome back' : 'Who are you?');

const basic = (request) => {
  const [scheme, value] = (request.headers.authorization ?? '').split(' ');
  if (scheme !== 'Basic') return null;
  const text = Buffer.from(value, 'base64').toString();
  return [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
};

const answer = (request, body) => {
  const { pathname } = new URL(request.url, 'https://shop.invalid');
  const type = request.headers['content-type'] ?? '';
  tell({ method: request.method, path: pathname, version: request.httpVersion, signIn: 'proxy-authorization' in request.headers });
  if (request.method === 'POST' && (pathname === '/join' || pathname === '/enter')) {
    const fields = new URLSearchParams(body.toString());
    const [user, password] = [fields.get('user'), fields.get('password')];
    if (pathname === '/enter') return page(judge(user, password), '');
    accounts.set(user, { password, mail: fields.get('mail') });
    tell({ joined: user, password, mail: fields.get('mail') });
    return page('Welcome', '');
  }
  if (request.method === 'POST' && pathname === '/api/session') {
    const { user, password, stay } = JSON.parse(body.toString());
    return judge(user, password) + (stay === true ? '' : ', and something was changed');
  }
  if (request.method === 'POST' && pathname === '/picture') {
    const all = parts(type, body);
    const user = all.find((part) => part.name === 'user').value.toString();
    const file = all.find((part) => part.file).value;
    return page(accounts.has(user) ? 'Thank you' : 'Who are you?', `<p id="hash">${createHash('sha256').update(file).digest('hex')}</p>`);
  }
  if (pathname === '/basic') {
    const who = basic(request);
    return who === null ? null : page(judge(...who), '');
  }
  if (pathname === '/picture') return upload;
  if (pathname === '/program') return program;
  return form(pathname);
};

const serve = (request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const text = answer(request, Buffer.concat(pieces));
    response.statusCode = text === null ? 401 : 200;
    if (text === null) response.setHeader('WWW-Authenticate', 'Basic realm="Shop"');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Alt-Svc', 'h3=":443"');
    response.end(text ?? page('Who are you?', ''));
  });
};

// RFC 6455 for short texts: a frame's payload is unmasked and sent back.
const echo = (request, socket, ahead) => {
  const key = createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  let held = ahead;
  const read = (more) => {
    held = Buffer.concat([held, more]);
    if (held.length < 6 || held.length < 6 + (held[1] & 0x7f)) return;
    const length = held[1] & 0x7f;
    const text = Buffer.from(held.subarray(6, 6 + length).map((byte, i) => byte ^ held[2 + (i % 4)]));
    if ((held[0] & 0x0f) === 1) socket.write(Buffer.concat([Buffer.from([0x81, length]), text]));
    held = held.subarray(6 + length);
  };
  socket.on('data', read);
  socket.on('error', () => socket.destroy());
  read(Buffer.alloc(0));
};

const [certificate, key] = process.argv.slice(2).map((file) => readFileSync(file));
const server = createSecureServer({ cert: certificate, key, allowHTTP1: true }, serve);
server.on('upgrade', echo);
server.on('sessionError', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
