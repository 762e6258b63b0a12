import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** Sends raw bytes and returns the first line of the answer, or '' when the server closes without one. */
export async function exchange(port: number, bytes: string): Promise<string> {
  return (await rawAnswer(port, bytes, (answer) => answer.includes('\r\n'))).split('\r\n')[0] ?? '';
}

/** Sends raw bytes and returns the answer so far when `isEnough`, when the connection ends, or after two seconds. */
export function rawAnswer(
  port: number,
  bytes: string,
  isEnough: (answer: string) => boolean = () => false,
): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes, 'latin1'));
    const finish = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, finish);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (isEnough(answer)) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

/** A connection that stays open until the server closes it or the test destroys it. */
export type OpenConnection = { socket: Socket; answer: () => string; isOpen: () => boolean };

/** Sends raw bytes, then `repeated` so many times, as fast as the server takes it. */
export function openConnection(port: number, bytes: string, repeated = '', times = 0): OpenConnection {
  let sent = 0;
  let answer = '';
  let isOpen = true;
  const socket = connect({ port, host: '127.0.0.1' });
  const repeat = () => {
    while (isOpen && sent < times) {
      sent += 1;
      if (!socket.write(repeated, 'latin1')) return;
    }
  };
  socket.on('connect', () => {
    socket.write(bytes, 'latin1');
    repeat();
  });
  socket.on('drain', repeat);
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isOpen = false;
  });
  return { socket, answer: () => answer, isOpen: () => isOpen };
}

/** Resident memory of a process in MB: from `/proc` where there is one, else from `ps`. */
export function residentMb(pid: number): number {
  const statm = `/proc/${pid}/statm`;
  if (existsSync(statm)) return (Number(readFileSync(statm, 'utf8').split(' ')[1]) * 4_096) / 2 ** 20;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

/** The largest resident memory in MB while the work runs. */
export async function peakMb(pid: number, work: () => Promise<unknown>): Promise<number> {
  let peak = residentMb(pid);
  const sampling = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 50);
  try {
    await work();
  } finally {
    clearInterval(sampling);
  }
  return Math.max(peak, residentMb(pid));
}
