using System;
using System.IO;
using System.Text;
using Samples.Digits;

Console.OutputEncoding = Encoding.UTF8;
var report = new Report();
report.Write(Console.Out);
if (args is [var chart])
    File.WriteAllText(chart, report.Chart());
