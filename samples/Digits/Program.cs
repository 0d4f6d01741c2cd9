using System;
using System.Text;
using NetSpec.Runtime.Weights;
using Samples.Digits;

Console.OutputEncoding = Encoding.UTF8;
var report = new Report();
report.Write(Console.Out);
if (args is [var chart])
    AtomicFile.WriteText(chart, report.Chart());
