import { relative } from 'node:path';

/** What is read of Vitest’s JSON report. */
export type VitestReport = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

/** @returns a line for each failed test, and for each file that could not be loaded. */
export function failedInVitest({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${relative('.', name)}: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) =>
        `${relative('.', name)} › ${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

/** What is read of a suite in Playwright’s JSON report. */
export type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs: { file: string; title: string; tests: { projectName: string; status: string }[] }[];
};

/** @returns a line for each failed test of the suite and those in it. */
export function failedInPlaywright({ suites = [], specs }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName }) => `[${projectName}] ${file} › ${title}`),
  );
  return [...own, ...suites.flatMap(failedInPlaywright)];
}

const firstLine = (text = '') => text.split('\n', 1)[0];
