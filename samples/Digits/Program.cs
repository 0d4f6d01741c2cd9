using System;
using System.Text;
using Samples.Digits;

Console.OutputEncoding = Encoding.UTF8;
Report.Write(Console.Out);
