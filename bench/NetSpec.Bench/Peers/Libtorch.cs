using System;
using System.IO;
using System.Runtime.InteropServices;

namespace NetSpec.Bench.Peers;

/// <summary>The C functions of libtorch, from the package <c>libtorch-cpu-linux-x64</c>, that the comparison calls.</summary>
internal sealed unsafe class Libtorch
{
    private readonly delegate* unmanaged<void*, long, long*, long*, long, int, int, int, nint*, int> _fromBlob;
    private readonly delegate* unmanaged<nint, nint, nint, int> _bmm;
    private readonly delegate* unmanaged<nint, nint, nint, int> _mm;
    private readonly delegate* unmanaged<nint, nint, int, int> _copy;
    private readonly delegate* unmanaged<nint, int> _delete;
    private readonly delegate* unmanaged<int, void> _setThreads;
    private readonly int _float32;
    private readonly int _cpu;
    private readonly nint _library;

    private Libtorch(string folder)
    {
        // The library finds these two by name only when they are there already.
        NativeLibrary.Load(Path.Combine(folder, Directory.GetFiles(folder, "libgomp*")[0]));
        NativeLibrary.Load(Path.Combine(folder, "libc10.so"));
        var torch = _library = NativeLibrary.Load(Path.Combine(folder, "libtorch_cpu.so"));
        _fromBlob = (delegate* unmanaged<void*, long, long*, long*, long, int, int, int, nint*, int>)NativeLibrary.GetExport(torch, "aoti_torch_create_tensor_from_blob");
        _bmm = (delegate* unmanaged<nint, nint, nint, int>)NativeLibrary.GetExport(torch, "aoti_torch_cpu_bmm_out");
        _mm = (delegate* unmanaged<nint, nint, nint, int>)NativeLibrary.GetExport(torch, "aoti_torch_cpu_mm_out");
        _copy = (delegate* unmanaged<nint, nint, int, int>)NativeLibrary.GetExport(torch, "aoti_torch_copy_");
        _delete = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(torch, "aoti_torch_delete_tensor_object");
        _setThreads = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(torch, "_ZN2at15set_num_threadsEi");
        _float32 = ((delegate* unmanaged<int>)NativeLibrary.GetExport(torch, "aoti_torch_dtype_float32"))();
        _cpu = ((delegate* unmanaged<int>)NativeLibrary.GetExport(torch, "aoti_torch_device_type_cpu"))();
    }

    /// <summary>Loads it; null where the program was built without <c>-p:NetSpecPeers=true</c>, or for another platform.</summary>
    public static Libtorch? TryLoad() =>
        AppContext.GetData("NetSpec.Bench.Libtorch") is string folder && Directory.Exists(folder) ? new(folder) : null;

    /// <summary>The address of one of its functions.</summary>
    /// <exception cref="EntryPointNotFoundException">There is none of the name.</exception>
    public nint Function(string name) => NativeLibrary.GetExport(_library, name);

    /// <summary>Threads of everything from now on.</summary>
    public void SetThreads(int count) => _setThreads(count);

    /// <summary>A view of floats that stay where they are.</summary>
    /// <param name="data">The first one.</param>
    /// <param name="sizes">Elements along each dimension.</param>
    /// <param name="strides">Elements from one to the next along each dimension.</param>
    public Tensor View(float* data, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        nint handle;
        fixed (long* size = sizes)
        fixed (long* stride = strides)
        {
            Check(_fromBlob(data, sizes.Length, size, stride, 0, _float32, _cpu, 0, &handle), "aoti_torch_create_tensor_from_blob");
        }

        return new(this, handle);
    }

    /// <summary>result = left right, for each of a batch of matrices.</summary>
    public void Multiply(Tensor result, Tensor left, Tensor right) => Check(_bmm(result.Handle, left.Handle, right.Handle), "aoti_torch_cpu_bmm_out");

    /// <summary>result = left right, of matrices.</summary>
    public void MultiplyMatrices(Tensor result, Tensor left, Tensor right) => Check(_mm(result.Handle, left.Handle, right.Handle), "aoti_torch_cpu_mm_out");

    /// <summary>Copies element by element, whatever the strides.</summary>
    public void Copy(Tensor to, Tensor from) => Check(_copy(to.Handle, from.Handle, 0), "aoti_torch_copy_");

    /// <exception cref="InvalidOperationException">The status is not 0.</exception>
    public static void Check(int status, string function)
    {
        if (status != 0)
            throw new InvalidOperationException($"libtorch's {function} failed with status {status}.");
    }

    /// <summary>A tensor of libtorch's.</summary>
    internal sealed class Tensor(Libtorch torch, nint handle) : IDisposable
    {
        public nint Handle => handle;

        public void Dispose() => Check(torch._delete(handle), "aoti_torch_delete_tensor_object");
    }
}
