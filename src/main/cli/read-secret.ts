/** A line that somebody types and nobody else shall read: asked for on stderr, and not shown. Piped input is read to its end, without a word. */

const maxInputCharacters = 10_000;
const [ctrlC, ctrlD, backspace, del] = ['\u0003', '\u0004', '\b', '\u007f'];

/** What is handed in on stdin. */
export async function readInput(prompt?: string): Promise<string> {
  if (prompt !== undefined && process.stdin.isTTY) return readHidden(prompt);
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) {
    text += String(piece);
    if (text.length > maxInputCharacters) break;
  }
  return text.slice(0, maxInputCharacters);
}

async function readHidden(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true);
  let line = '';
  try {
    for await (const piece of stdin.setEncoding('utf8')) {
      for (const sign of String(piece)) {
        if (sign === ctrlC) process.exit(130);
        if (sign === '\r' || sign === '\n' || sign === ctrlD) return line;
        line = sign === backspace || sign === del ? line.slice(0, -1) : line + sign;
      }
    }
    return line;
  } finally {
    stdin.setRawMode(false);
    stderr.write('\n');
  }
}
