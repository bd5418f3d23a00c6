// 命令行入口。
process.stderr.write('用法：gongping 命令 [参数]\n');
process.exitCode = 2;
