using System;
using System.Runtime.InteropServices;
using System.Text;
using NetSpec.Bench.Peers;

namespace NetSpec.Bench.Torch;

/// <summary>Arguments of libtorch's dispatcher, words of 64 bits each: a number, the bits of a double, or a handle, which the callee takes over.</summary>
internal sealed unsafe class TorchWords
{
    /// <summary>An optional argument that is not given.</summary>
    public const ulong None = 0;

    private readonly delegate* unmanaged<nint, nint*, int> _again;
    private readonly delegate* unmanaged<byte*, nuint, nint*, int> _text;
    private readonly delegate* unmanaged<nuint, nint*, int> _list;
    private readonly delegate* unmanaged<nint, ulong, int> _append;

    public TorchWords(Libtorch torch)
    {
        _again = (delegate* unmanaged<nint, nint*, int>)torch.Function("aoti_torch_new_tensor_handle");
        _text = (delegate* unmanaged<byte*, nuint, nint*, int>)torch.Function("torch_new_string_handle");
        _list = (delegate* unmanaged<nuint, nint*, int>)torch.Function("torch_new_list_reserve_size");
        _append = (delegate* unmanaged<nint, ulong, int>)torch.Function("torch_list_push_back");
    }

    /// <summary>A tensor.</summary>
    public ulong Of(Libtorch.Tensor tensor)
    {
        nint handle;
        Libtorch.Check(_again(tensor.Handle, &handle), "aoti_torch_new_tensor_handle");
        return (ulong)handle;
    }

    /// <summary>An optional tensor.</summary>
    public ulong Optional(Libtorch.Tensor? tensor) => tensor is null ? None : Some(Of(tensor));

    /// <summary>An optional number that is given.</summary>
    public static ulong Optional(double number) => Some(Real(number));

    /// <summary>Some text of ASCII.</summary>
    public ulong Text(string text)
    {
        nint handle;
        fixed (byte* letters = Terminated(text))
        {
            Libtorch.Check(_text(letters, (nuint)text.Length, &handle), "torch_new_string_handle");
        }

        return (ulong)handle;
    }

    /// <summary>A list of whole numbers.</summary>
    public ulong Sizes(params ReadOnlySpan<long> numbers)
    {
        var handle = List(numbers.Length);
        foreach (var number in numbers)
            Libtorch.Check(_append(handle, (ulong)number), "torch_list_push_back");
        return (ulong)handle;
    }

    /// <summary>A list of tensors.</summary>
    public ulong List(params ReadOnlySpan<Libtorch.Tensor> tensors)
    {
        var handle = List(tensors.Length);
        foreach (var tensor in tensors)
            Libtorch.Check(_append(handle, Of(tensor)), "torch_list_push_back");
        return (ulong)handle;
    }

    /// <summary>A whole number.</summary>
    public static ulong Whole(long number) => (ulong)number;

    /// <summary>A number.</summary>
    public static ulong Real(double number) => BitConverter.DoubleToUInt64Bits(number);

    /// <summary>A truth.</summary>
    public static ulong Truth(bool value) => value ? 1UL : 0;

    /// <summary>Text with a zero behind it.</summary>
    public static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static ulong Some(ulong word)
    {
        // The library frees it.
        var place = (ulong*)NativeMemory.Alloc(sizeof(ulong));
        *place = word;
        return (ulong)place;
    }

    private nint List(int count)
    {
        nint handle;
        Libtorch.Check(_list((nuint)count, &handle), "torch_new_list_reserve_size");
        return handle;
    }
}
