using System;
using System.IO;
using NetSpec.Gpu;
using Samples.KsVit;

if (args is not ([] or ["--device", "cpu"]))
{
    Console.Error.WriteLine("The words are: [--device cpu].");
    return 2;
}

using var device = args is [] ? ComputeDevice.OpenAny() : ComputeDevice.OpenCpu();
var run = new DeviceRun(device.Accelerator);
var measurements = Report.Write(Console.Out, rounds: 20, run.IsTrial && args is [] ? null : run);
File.WriteAllText("ksvit.svg", Chart.Draw(measurements));
Console.WriteLine("  drawn in ksvit.svg");
return 0;
