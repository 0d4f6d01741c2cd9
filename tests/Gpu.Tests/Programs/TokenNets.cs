using System;
using System.Collections.Generic;
using GpuModels;
using NetSpec.Dsl.Graph;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>The nets of tests/GpuModels that have more than layers and relus: functions, norms, and sequences of tokens.</summary>
internal static class TokenNets
{
    public static IEnumerable<DeviceNet> Of(IReadOnlyDictionary<string, Net> nets) =>
    [
        new(
            nets[nameof(Functions)],
            store => new Functions(store),
            (model, x, y, batch) => ((Functions)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new Functions.Gpu((Functions)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Functions.GpuHalf((Functions)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(FunctionsLast)],
            store => new FunctionsLast(store),
            (model, x, y, batch) => ((FunctionsLast)model).Forward(x[0], y[0], batch),
            (model, device) =>
            {
                var gpu = new FunctionsLast.Gpu((FunctionsLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new FunctionsLast.GpuHalf((FunctionsLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(Norms)],
            store => new Norms(store),
            (model, x, y, batch) => ((Norms)model).Forward(x[0], y[0], y[1], batch),
            (model, device) =>
            {
                var gpu = new Norms.Gpu((Norms)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Norms.GpuHalf((Norms)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(NormsLast)],
            store => new NormsLast(store),
            (model, x, y, batch) => ((NormsLast)model).Forward(x[0], y[0], y[1], batch),
            (model, device) =>
            {
                var gpu = new NormsLast.Gpu((NormsLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new NormsLast.GpuHalf((NormsLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(Vision)],
            store => new Vision(store),
            (model, x, y, batch) => ((Vision)model).Forward(x[0], y[0], y[1], y[2], batch),
            (model, device) =>
            {
                var gpu = new Vision.Gpu((Vision)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], y[2], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Vision.GpuHalf((Vision)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], y[2], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(VisionLast)],
            store => new VisionLast(store),
            (model, x, y, batch) => ((VisionLast)model).Forward(x[0], y[0], y[1], y[2], batch),
            (model, device) =>
            {
                var gpu = new VisionLast.Gpu((VisionLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], y[2], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new VisionLast.GpuHalf((VisionLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], y[0], y[1], y[2], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(Language)],
            store => new Language(store),
            (model, x, y, batch) => ((Language)model).Forward(Whole(x[0]), y[0], batch),
            (model, device) =>
            {
                var gpu = new Language.Gpu((Language)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(Whole(x[0]), y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Language.GpuHalf((Language)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(Whole(x[0]), y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(LanguageLast)],
            store => new LanguageLast(store),
            (model, x, y, batch) => ((LanguageLast)model).Forward(Whole(x[0]), y[0], batch),
            (model, device) =>
            {
                var gpu = new LanguageLast.Gpu((LanguageLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(Whole(x[0]), y[0], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new LanguageLast.GpuHalf((LanguageLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(Whole(x[0]), y[0], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(Orders)],
            store => new Orders(store),
            (model, x, y, batch) => ((Orders)model).Forward(x[0], x[1], y[0], y[1], y[2], y[3], y[4], y[5], batch),
            (model, device) =>
            {
                var gpu = new Orders.Gpu((Orders)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], x[1], y[0], y[1], y[2], y[3], y[4], y[5], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new Orders.GpuHalf((Orders)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], x[1], y[0], y[1], y[2], y[3], y[4], y[5], batch), gpu.Upload, gpu.Measure);
            }),
        new(
            nets[nameof(OrdersLast)],
            store => new OrdersLast(store),
            (model, x, y, batch) => ((OrdersLast)model).Forward(x[0], x[1], y[0], y[1], y[2], y[3], y[4], y[5], batch),
            (model, device) =>
            {
                var gpu = new OrdersLast.Gpu((OrdersLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], x[1], y[0], y[1], y[2], y[3], y[4], y[5], batch), gpu.Upload, gpu.Measure);
            },
            (model, device) =>
            {
                var gpu = new OrdersLast.GpuHalf((OrdersLast)model, device);
                return new Program(gpu, gpu.Accelerator, (x, y, batch) => gpu.Forward(x[0], x[1], y[0], y[1], y[2], y[3], y[4], y[5], batch), gpu.Upload, gpu.Measure);
            }),
    ];

    /// <summary>The numbers of tokens, which samples hold as floats.</summary>
    private static int[] Whole(float[] numbers) => Array.ConvertAll(numbers, number => (int)number);
}
