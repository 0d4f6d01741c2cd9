using System;
using System.Collections.Generic;
using NetSpec.Bench.Peers;
using NetSpec.Bench.Sparse;

namespace NetSpec.Bench.Torch;

/// <summary>Operators of libtorch by the names of its schemas, through its dispatcher, and the tensors that they make, which live as long as this.</summary>
internal sealed unsafe class TorchOperators : IDisposable
{
    // Of the library that arguments are written for: 2.10.
    private const ulong Version = (2UL << 56) | (10UL << 48);

    private const int MostArguments = 16;

    private readonly Libtorch _torch;
    private readonly List<IDisposable> _made = [];
    private readonly delegate* unmanaged<byte*, byte*, ulong*, ulong, int> _call;
    private readonly delegate* unmanaged<nint*, int> _empty;

    public TorchOperators(Libtorch torch)
    {
        _torch = torch;
        Words = new(torch);
        _call = (delegate* unmanaged<byte*, byte*, ulong*, ulong, int>)torch.Function("torch_call_dispatcher");
        _empty = (delegate* unmanaged<nint*, int>)torch.Function("aoti_torch_new_uninitialized_tensor");
    }

    /// <summary>What arguments are written as.</summary>
    public TorchWords Words { get; }

    /// <summary>A tensor of these numbers, row by row.</summary>
    public Libtorch.Tensor Tensor(ReadOnlySpan<float> values, params ReadOnlySpan<long> sizes)
    {
        var memory = Keep(new AlignedFloats(values.Length));
        values.CopyTo(memory.Span);
        return View(memory, sizes);
    }

    /// <summary>The numbers of a tensor, row by row.</summary>
    /// <param name="tensor">The tensor, whatever its strides.</param>
    /// <param name="sizes">Its sizes.</param>
    public float[] Values(Libtorch.Tensor tensor, params ReadOnlySpan<long> sizes)
    {
        var count = 1L;
        foreach (var size in sizes)
            count *= size;

        var memory = Keep(new AlignedFloats(count));
        memory.Span.Fill(float.NaN);
        _torch.Copy(View(memory, sizes), tensor);
        return memory.Span.ToArray();
    }

    /// <summary>Calls an operator that gives one tensor.</summary>
    /// <param name="name">Its name, <c>layer_norm</c> for example.</param>
    /// <param name="overload">The name of its overload, mostly empty.</param>
    /// <param name="arguments">All arguments of its schema, in their order.</param>
    /// <exception cref="InvalidOperationException">It failed; libtorch has written why to the error stream.</exception>
    public Libtorch.Tensor Call(string name, string overload, params ReadOnlySpan<ulong> arguments)
    {
        var stack = stackalloc ulong[MostArguments];
        arguments.CopyTo(new(stack, MostArguments));
        fixed (byte* operation = TorchWords.Terminated("aten::" + name))
        fixed (byte* variant = TorchWords.Terminated(overload))
        {
            Libtorch.Check(_call(operation, variant, stack, Version), "aten::" + name);
        }

        return Adopt((nint)stack[0]);
    }

    /// <summary>
    /// Calls a function of C++ that takes references to a tensor and to numbers, and gives a tensor: numbers of any type are what the dispatcher does not take.
    /// </summary>
    /// <param name="symbol">The mangled name.</param>
    /// <param name="tensor">The first argument.</param>
    /// <param name="numbers">The others, at most three.</param>
    public Libtorch.Tensor CallWithNumbers(string symbol, Libtorch.Tensor tensor, params ReadOnlySpan<double> numbers)
    {
        // A number is a tag, 0 for a double, and 16 bytes behind it the value, of at most 16 bytes. A result is written where the first argument says;
        // a function that takes fewer arguments does not look at the last ones.
        var function = (delegate* unmanaged<nint, nint, double*, double*, double*, void>)_torch.Function(symbol);
        var memory = stackalloc double[14];
        var first = (double*)(((nint)memory + 15) & ~15);
        new Span<double>(first, 12).Clear();
        for (var i = 0; i < numbers.Length; i++)
            first[(4 * i) + 2] = numbers[i];

        nint result;
        Libtorch.Check(_empty(&result), "aoti_torch_new_uninitialized_tensor");
        function(result, tensor.Handle, first, first + 4, first + 8);
        return Adopt(result);
    }

    /// <summary>The sum of two tensors.</summary>
    public Libtorch.Tensor Sum(Libtorch.Tensor left, Libtorch.Tensor right)
    {
        var function = (delegate* unmanaged<nint, nint, double, nint*, int>)_torch.Function("aoti_torch_cpu_add_Tensor");
        nint result;
        Libtorch.Check(function(left.Handle, right.Handle, 1, &result), "aoti_torch_cpu_add_Tensor");
        return Adopt(result);
    }

    public void Dispose()
    {
        for (var i = _made.Count - 1; i >= 0; i--)
            _made[i].Dispose();
        _made.Clear();
    }

    private Libtorch.Tensor View(AlignedFloats memory, ReadOnlySpan<long> sizes)
    {
        var strides = new long[sizes.Length];
        var stride = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= sizes[i];
        }

        return Keep(_torch.View(memory.Pointer, sizes, strides));
    }

    private Libtorch.Tensor Adopt(nint handle) => Keep(new Libtorch.Tensor(_torch, handle));

    private T Keep<T>(T made)
        where T : IDisposable
    {
        _made.Add(made);
        return made;
    }
}
