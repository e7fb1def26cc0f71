/** Words for what is wrong in the configuration file; the keys are the problem codes of main/config. */
export const config = {
  at: 'line {{line}}: {{key}}: {{what}}',
  atLine: 'line {{line}}: {{what}}',
  atKey: '{{key}}: {{what}}',
  allowed: '{{what}}; allowed: {{allowed}}',
  problem: {
    notFound: 'the file does not exist',
    unreadable: 'the file can not be read',
    notWritten: 'the file could not be written; the old one is untouched',
    yamlSyntax: 'this is not valid YAML',
    unknownKey: 'unknown key',
    missing: 'is missing',
    wrongType: 'has the wrong kind of value',
    notAllowed: 'has a value that is not allowed',
    outOfRange: 'is out of range',
    duplicateId: 'is used twice',
    duplicatePath: 'is already the port of another reader',
  },
};
