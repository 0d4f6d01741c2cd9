using System;
using System.Linq;
using System.Reflection;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>A kernel that an accelerator can launch.</summary>
internal sealed class LoadedKernel
{
    private readonly Accelerator _accelerator;
    private readonly KernelSpecialization _specialization;
    private readonly string _name;

    public LoadedKernel(Accelerator accelerator, Delegate kernel, KernelSpecialization specialization)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        ArgumentNullException.ThrowIfNull(kernel);
        accelerator.VerifyAlive();
        if (kernel.Target?.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length > 0)
            throw new NotSupportedException($"{kernel.Method.Name} is no kernel: it needs an object or captures variables");
        _accelerator = accelerator;
        _specialization = specialization;
        _name = $"{kernel.Method.DeclaringType?.Name}.{kernel.Method.Name}";
    }

    public void Launch(AcceleratorStream stream, KernelConfig config, Action kernel)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Accelerator != _accelerator)
            throw new ArgumentException($"{_name} is loaded on {_accelerator.Name}, the stream is of {stream.Accelerator.Name}", nameof(stream));
        ObjectDisposedException.ThrowIf(stream.IsDisposed, stream);
        CheckSizes(config);
        _accelerator.Launch(_name, config, kernel);
    }

    private void CheckSizes(KernelConfig config)
    {
        var (grid, group, most) = (config.GridDim, config.GroupDim, _accelerator.MaxGridSize);
        if (new[] { grid.X, grid.Y, grid.Z, group.X, group.Y, group.Z }.Any(size => size < 1))
            throw new ArgumentOutOfRangeException(nameof(config), $"{_name} launched with grid {grid} of groups {group}: every size must be 1 or more");
        if (grid.X > most.X || grid.Y > most.Y || grid.Z > most.Z)
            throw new ArgumentOutOfRangeException(nameof(config), $"{_name} launched with grid {grid}: the most is {most}");
        if (group.LongSize > _accelerator.MaxNumThreadsPerGroup)
            throw new ArgumentOutOfRangeException(nameof(config), $"{_name} launched with groups {group}: a group has at most {_accelerator.MaxNumThreadsPerGroup} threads");
        if (group.LongSize > _specialization.MaxNumThreadsPerGroup)
            throw new ArgumentOutOfRangeException(nameof(config), $"{_name} launched with groups {group}: it is specialised to at most {_specialization.MaxNumThreadsPerGroup} threads");
    }
}
