/** 操作失败的含义，按错误代码，用值守人员看得懂的话说明。 */
export const errors = {
  NOT_SIGNED_IN: '登录已失效，请重新登录。',
  LOCKED: '本席位已锁屏，请先解锁。',
  FORBIDDEN: '您的角色无权执行此操作，需要：{{roles}}。',
  REFUSED: '姓名或 PIN 不正确。',
  REFUSED_WAIT: '姓名或 PIN 不正确。请 {{seconds}} 秒后再试。',
  NOT_FOUND: '该项已不存在。',
  CONFLICT: '刚刚有人改动过，请看清后再决定。',
  STORE_FAILED: '未保存：值班日志无法写入（{{cause}}）。请用纸笔记录。',
  connectionLost: '与主机断开：未发送任何内容。提示条消失后请重试。',
  badInput: '输入内容未被接受，请检查各项。',
  internal: '内部错误（编号 {{reference}}）。其他功能不受影响，请告知安装员。',
  ruleUnknown: '岗亭规则不允许（{{rule}}）。',
  rule: {
    userExists: '该姓名已被使用。',
    lastLead: '岗亭至少要有一位在用的班长。',
    usersExist: '已有用户，请登录。',
    noConfigFile: '演示环境没有可更改的配置文件。',
  },
  screen: {
    title: '本界面出现故障。',
    works: '其他功能照常：刷卡、报警和日志不受影响。',
    reference: '编号 {{reference}}',
    again: '重新打开',
  },
};
