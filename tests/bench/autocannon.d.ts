/** What we use of autocannon, which comes without types. */
declare module 'autocannon' {
  type Options = { url: string; connections: number; duration: number; headers?: Record<string, string> };
  type Result = {
    /** Responses per second. */
    requests: { average: number };
    errors: number;
    non2xx: number;
  };
  type Run = PromiseLike<Result> & {
    /** `milliseconds`: latency of the response. */
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  };
  export default function autocannon(options: Options): Run;
}
