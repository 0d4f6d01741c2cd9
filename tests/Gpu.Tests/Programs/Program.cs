using System;
using ILGPU.Runtime;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>A program made of the members of an emitted class, which is of no common type.</summary>
internal sealed class Program(IDisposable emitted, Accelerator accelerator, Program.Pass forward, Action? upload, Func<int, int, TimeSpan> measure) : IProgram
{
    public delegate void Pass(float[][] inputs, float[][] outputs, int batch);

    public Accelerator Accelerator { get; } = accelerator;

    public void Forward(float[][] inputs, float[][] outputs, int batch) => forward(inputs, outputs, batch);

    public void Upload() => upload?.Invoke();

    public TimeSpan Measure(int batch, int repetitions) => measure(batch, repetitions);

    public void Dispose() => emitted.Dispose();
}
