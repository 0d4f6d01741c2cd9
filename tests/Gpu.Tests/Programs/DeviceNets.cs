using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GpuModels;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>Every net of tests/GpuModels.</summary>
internal static class DeviceNets
{
    private static readonly Dictionary<string, Net> Nets =
        SpecCompiler.Compile(File.ReadAllText(Repository.PathOf("tests", "GpuModels", "nets.netspec"))).Nets.ToDictionary(net => net.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, DeviceNet> All { get; } = new DeviceNet[]
    {
        new(
            Nets[nameof(SparseMlp)],
            store => new SparseMlp(store),
            (model, x, y, batch) => ((SparseMlp)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new SparseMlp.Gpu((SparseMlp)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new SparseMlp.GpuHalf((SparseMlp)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(SparseMlpLast)],
            store => new SparseMlpLast(store),
            (model, x, y, batch) => ((SparseMlpLast)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new SparseMlpLast.Gpu((SparseMlpLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new SparseMlpLast.GpuHalf((SparseMlpLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(Butterfly)],
            store => new Butterfly(store),
            (model, x, y, batch) => ((Butterfly)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new Butterfly.Gpu((Butterfly)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Butterfly.GpuHalf((Butterfly)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(Dense)],
            store => new Dense(store),
            (model, x, y, batch) => ((Dense)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new Dense.Gpu((Dense)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Dense.GpuHalf((Dense)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(Ports)],
            store => new Ports(store),
            (model, x, y, batch) => ((Ports)model).Forward(x[0], x[1], y[0], y[1], y[2], y[3], batch),
            (model, device) =>
            {
                var gpu = new Ports.Gpu((Ports)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], x[1], y[0], y[1], y[2], y[3], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Ports.GpuHalf((Ports)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], x[1], y[0], y[1], y[2], y[3], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(Shared)],
            store => new Shared(store),
            (model, x, y, batch) => ((Shared)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new Shared.Gpu((Shared)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Shared.GpuHalf((Shared)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(BiasOnly)],
            store => new BiasOnly(store),
            (model, x, y, batch) => ((BiasOnly)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new BiasOnly.Gpu((BiasOnly)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new BiasOnly.GpuHalf((BiasOnly)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(Clip)],
            store => new Clip(store),
            (model, x, y, batch) => ((Clip)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new Clip.Gpu((Clip)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), null, gpu.Measure);
            },
            null),
        new(
            Nets[nameof(Image)],
            store => new Image(store),
            (model, x, y, batch) => ((Image)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new Image.Gpu((Image)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Image.GpuHalf((Image)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            Nets[nameof(Deep)],
            store => new Deep(store),
            (model, x, y, batch) => ((Deep)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new Deep.Gpu((Deep)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Deep.GpuHalf((Deep)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
    }.Concat(TokenNets.Of(Nets)).ToDictionary(net => net.Net.Name, StringComparer.Ordinal);
}
