/**
 * What `cib/client/daemon-stream.ts` is, by Bun's own sockets: loading and making those of `node:net` takes
 * four of the eight milliseconds that a tool may take. See there for what each function does.
 */
export async function connectTo(path) {
  let [data, closed] = [() => {}, () => {}];
  /** What the system has not taken yet. */
  let waiting = [];
  let ending = false;
  const send = (socket) => {
    while (waiting.length > 0) {
      const [first] = waiting;
      const written = socket.write(first);
      if (written < first.length) {
        // Negative if the connection is no more: `close` follows.
        if (written > 0) waiting[0] = first.subarray(written);
        return;
      }
      waiting.shift();
    }
    if (ending) socket.end();
  };
  const handlers = {
    data: (_, chunk) => data(chunk),
    drain: send,
    close: () => closed(),
    end: (socket) => socket.end(),
    error: (socket) => socket.terminate(),
    connectError() {},
  };
  let socket;
  try {
    socket = await Bun.connect({ unix: path, socket: handlers });
  } catch (error) {
    return error.code ?? 'ENOTCONN';
  }
  return {
    listen(onData, onClosed) {
      [data, closed] = [onData, onClosed];
    },
    write(chunk) {
      waiting.push(chunk);
      if (waiting.length === 1) send(socket);
    },
    end() {
      ending = true;
      send(socket);
    },
    destroy: () => socket.terminate(),
    ref: () => socket.ref(),
    unref: () => socket.unref(),
  };
}
