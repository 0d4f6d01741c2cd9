using System;
using Samples.KsVit;

Report.Write(Console.Out, rounds: 20);
