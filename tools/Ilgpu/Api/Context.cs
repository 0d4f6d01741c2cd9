using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ILGPU.Runtime;
using ILGPU.Util;

namespace ILGPU;

/// <summary>The devices that a program may use.</summary>
public sealed partial class Context : DisposeBase
{
    private readonly List<Accelerator> _accelerators = [];

    private Context(ContextProperties properties, ImmutableArray<Device> devices)
    {
        Properties = properties;
        Devices = devices;
    }

    /// <summary>The version that is stood in for.</summary>
    public static string Version => "1.5.3";

    public ImmutableArray<Device> Devices { get; }

    public ContextProperties Properties { get; }

    public static Builder Create() => new();

    public static Context Create(Action<Builder> buildingCallback)
    {
        ArgumentNullException.ThrowIfNull(buildingCallback);
        var builder = Create();
        buildingCallback(builder);
        return builder.ToContext();
    }

    public static Context CreateDefault() => Create(builder => builder.Default());

    public ImmutableArray<Device>.Enumerator GetEnumerator() => Devices.GetEnumerator();

    public TDevice GetDevice<TDevice>(int deviceIndex)
        where TDevice : Device => GetDevices<TDevice>()[deviceIndex];

    public DeviceCollection<TDevice> GetDevices<TDevice>()
        where TDevice : Device => new(Devices.OfType<TDevice>().ToList());

    /// <summary>The device with the most memory that is not a CPU; else, or if preferred, the first CPU.</summary>
    public Device GetPreferredDevice(bool preferCPU)
    {
        var others = Devices.Where(device => !preferCPU && device.AcceleratorType != AcceleratorType.CPU).OrderByDescending(device => device.MemorySize);
        return others.FirstOrDefault()
            ?? Devices.FirstOrDefault(device => device.AcceleratorType == AcceleratorType.CPU)
            ?? throw new NotSupportedException("the context has no device of this kind");
    }

    internal void Register(Accelerator accelerator) => _accelerators.Add(accelerator);

    protected override void Dispose(bool disposing)
    {
        foreach (var accelerator in _accelerators)
            accelerator.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The devices of a kind.</summary>
    public readonly ref struct DeviceCollection<TDevice>
        where TDevice : Device
    {
        private readonly List<TDevice> _devices;

        internal DeviceCollection(List<TDevice> devices) => _devices = devices;

        public int Count => _devices.Count;

        public TDevice this[int deviceIndex] => deviceIndex < Count ? _devices[deviceIndex] : throw new NotSupportedException("the context has no device of this kind");

        public List<TDevice>.Enumerator GetEnumerator() => _devices.GetEnumerator();
    }
}
