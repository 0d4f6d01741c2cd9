using System;
using System.IO;
using Samples.KsVit;

var measurements = Report.Write(Console.Out, rounds: 20);
File.WriteAllText("ksvit.svg", Chart.Draw(measurements));
Console.WriteLine("  drawn in ksvit.svg");
