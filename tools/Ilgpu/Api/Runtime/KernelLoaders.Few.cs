using System;
using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>Loads explicitly grouped kernels.</summary>
public static partial class KernelLoaders
{
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(this Accelerator accelerator, Action<T1> action)
        where T1 : struct =>
        accelerator.LoadKernel(action, default(KernelSpecialization));

    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(
        this Accelerator accelerator, Action<T1> action, KernelSpecialization specialization)
        where T1 : struct
    {
        var kernel = new LoadedKernel(accelerator, action, specialization);
        return (stream, config, p1) => kernel.Launch(stream, config, () => action(p1));
    }

    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> action)
        where T1 : struct =>
        accelerator.LoadStreamKernel(action, default(KernelSpecialization));

    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(
        this Accelerator accelerator, Action<T1> action, KernelSpecialization specialization)
        where T1 : struct
    {
        var kernel = accelerator.LoadKernel(action, specialization);
        return (config, p1) => kernel(accelerator.DefaultStream, config, p1);
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct
        where T2 : struct =>
        accelerator.LoadKernel(action, default(KernelSpecialization));

    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(
        this Accelerator accelerator, Action<T1, T2> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
    {
        var kernel = new LoadedKernel(accelerator, action, specialization);
        return (stream, config, p1, p2) => kernel.Launch(stream, config, () => action(p1, p2));
    }

    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct
        where T2 : struct =>
        accelerator.LoadStreamKernel(action, default(KernelSpecialization));

    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(
        this Accelerator accelerator, Action<T1, T2> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
    {
        var kernel = accelerator.LoadKernel(action, specialization);
        return (config, p1, p2) => kernel(accelerator.DefaultStream, config, p1, p2);
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        accelerator.LoadKernel(action, default(KernelSpecialization));

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(
        this Accelerator accelerator, Action<T1, T2, T3> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        var kernel = new LoadedKernel(accelerator, action, specialization);
        return (stream, config, p1, p2, p3) => kernel.Launch(stream, config, () => action(p1, p2, p3));
    }

    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        accelerator.LoadStreamKernel(action, default(KernelSpecialization));

    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(
        this Accelerator accelerator, Action<T1, T2, T3> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        var kernel = accelerator.LoadKernel(action, specialization);
        return (config, p1, p2, p3) => kernel(accelerator.DefaultStream, config, p1, p2, p3);
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        accelerator.LoadKernel(action, default(KernelSpecialization));

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(
        this Accelerator accelerator, Action<T1, T2, T3, T4> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        var kernel = new LoadedKernel(accelerator, action, specialization);
        return (stream, config, p1, p2, p3, p4) => kernel.Launch(stream, config, () => action(p1, p2, p3, p4));
    }

    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        accelerator.LoadStreamKernel(action, default(KernelSpecialization));

    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(
        this Accelerator accelerator, Action<T1, T2, T3, T4> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        var kernel = accelerator.LoadKernel(action, specialization);
        return (config, p1, p2, p3, p4) => kernel(accelerator.DefaultStream, config, p1, p2, p3, p4);
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        accelerator.LoadKernel(action, default(KernelSpecialization));

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        var kernel = new LoadedKernel(accelerator, action, specialization);
        return (stream, config, p1, p2, p3, p4, p5) => kernel.Launch(stream, config, () => action(p1, p2, p3, p4, p5));
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        accelerator.LoadStreamKernel(action, default(KernelSpecialization));

    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        var kernel = accelerator.LoadKernel(action, specialization);
        return (config, p1, p2, p3, p4, p5) => kernel(accelerator.DefaultStream, config, p1, p2, p3, p4, p5);
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        accelerator.LoadKernel(action, default(KernelSpecialization));

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        var kernel = new LoadedKernel(accelerator, action, specialization);
        return (stream, config, p1, p2, p3, p4, p5, p6) => kernel.Launch(stream, config, () => action(p1, p2, p3, p4, p5, p6));
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        accelerator.LoadStreamKernel(action, default(KernelSpecialization));

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        var kernel = accelerator.LoadKernel(action, specialization);
        return (config, p1, p2, p3, p4, p5, p6) => kernel(accelerator.DefaultStream, config, p1, p2, p3, p4, p5, p6);
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        accelerator.LoadKernel(action, default(KernelSpecialization));

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        var kernel = new LoadedKernel(accelerator, action, specialization);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7) => kernel.Launch(stream, config, () => action(p1, p2, p3, p4, p5, p6, p7));
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        accelerator.LoadStreamKernel(action, default(KernelSpecialization));

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        var kernel = accelerator.LoadKernel(action, specialization);
        return (config, p1, p2, p3, p4, p5, p6, p7) => kernel(accelerator.DefaultStream, config, p1, p2, p3, p4, p5, p6, p7);
    }
}
