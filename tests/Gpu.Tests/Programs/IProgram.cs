using System;
using ILGPU.Runtime;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>An emitted device program behind arrays, as all of them have in common.</summary>
public interface IProgram : IDisposable
{
    Accelerator Accelerator { get; }

    void Forward(float[][] inputs, float[][] outputs, int batch);

    void Upload();

    TimeSpan Measure(int batch, int repetitions);
}
