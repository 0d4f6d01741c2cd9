using ILGPU.Execution;

namespace ILGPU.Runtime.Cuda;

/// <summary>Inline PTX. Statements are queued, and run when the warp's threads have all come to the next barrier or their end.</summary>
public static class CudaAsm
{
    public static bool IsSupported => Accelerator.CurrentType == AcceleratorType.Cuda;

    public static void Emit(string asm) => GpuThread.Running.Emit(asm);

    public static void Emit<T0>(string asm, T0 arg0)
        where T0 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0));

    public static void Emit<T0, T1>(string asm, T0 arg0, T1 arg1)
        where T0 : struct
        where T1 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1));

    public static void Emit<T0, T1, T2>(string asm, T0 arg0, T1 arg1, T2 arg2)
        where T0 : struct
        where T1 : struct
        where T2 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2));

    public static void Emit<T0, T1, T2, T3>(string asm, T0 arg0, T1 arg1, T2 arg2, T3 arg3)
        where T0 : struct
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2), Bits(arg3));

    public static void Emit<T0, T1, T2, T3, T4>(string asm, T0 arg0, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
        where T0 : struct
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2), Bits(arg3), Bits(arg4));

    public static void Emit<T0, T1, T2, T3, T4, T5>(string asm, T0 arg0, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
        where T0 : struct
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2), Bits(arg3), Bits(arg4), Bits(arg5));

    public static void Emit<T0, T1, T2, T3, T4, T5, T6>(string asm, T0 arg0, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
        where T0 : struct
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2), Bits(arg3), Bits(arg4), Bits(arg5), Bits(arg6));

    public static void Emit<T0, T1, T2, T3, T4, T5, T6, T7>(string asm, T0 arg0, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
        where T0 : struct
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2), Bits(arg3), Bits(arg4), Bits(arg5), Bits(arg6), Bits(arg7));

    public static void Emit<T0, T1, T2, T3, T4, T5, T6, T7, T8>(string asm, T0 arg0, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
        where T0 : struct
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2), Bits(arg3), Bits(arg4), Bits(arg5), Bits(arg6), Bits(arg7), Bits(arg8));

    public static void Emit<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>(string asm, T0 arg0, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
        where T0 : struct
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct =>
        GpuThread.Running.Emit(asm, Bits(arg0), Bits(arg1), Bits(arg2), Bits(arg3), Bits(arg4), Bits(arg5), Bits(arg6), Bits(arg7), Bits(arg8), Bits(arg9));

    private static ulong Bits<T>(T value)
        where T : struct => PtxBits.Of(value);
}
