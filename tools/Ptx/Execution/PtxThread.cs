using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>One thread of a group: its registers, its local memory, and the asynchronous copies it has under way.</summary>
public sealed class PtxThread
{
    /// <summary>Threads of a warp.</summary>
    public const int WarpSize = 32;

    private readonly PtxExtent _index;
    private readonly PtxExtent _block;
    private readonly PtxExtent _group;
    private readonly PtxExtent _grid;
    private ulong[] _values = [];
    private RegisterState[] _states = [];
    private PtxType[] _types = [];

    /// <summary>A thread without registers.</summary>
    /// <param name="index">Its linear index within the group.</param>
    /// <param name="block">The size of the group; <c>%ntid</c>.</param>
    /// <param name="group">The place of the group in the grid; <c>%ctaid</c>.</param>
    /// <param name="grid">The groups of the grid; <c>%nctaid</c>.</param>
    public PtxThread(int index, PtxExtent block, PtxExtent group, PtxExtent grid)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, block.Count);
        (Index, _index, _block, _group, _grid) = (index, block.At(index), block, group, grid);
    }

    /// <summary>The linear index within the group.</summary>
    public int Index { get; }

    /// <summary>The index within the warp; <c>%laneid</c>.</summary>
    public int Lane => Index % WarpSize;

    /// <summary>The place of the group in the grid.</summary>
    public PtxExtent Group => _group;

    internal AsyncCopies Copies { get; } = new();

    internal LocalMemory Local { get; } = new();

    /// <summary>Makes registers known. They hold nothing until something is written. Declaring them again as the same changes nothing.</summary>
    /// <exception cref="ArgumentException">A register of the name has another type.</exception>
    public void Declare(PtxRegisterDeclaration declaration)
    {
        foreach (var name in declaration.Names)
        {
            var slot = Reserve(RegisterSlots.Of(name));
            if (_states[slot] == RegisterState.Unknown)
                (_states[slot], _types[slot]) = (RegisterState.Empty, declaration.Type);
            else if (_states[slot] == RegisterState.Symbol || _types[slot] != declaration.Type)
                throw new ArgumentException($"'{name}' is declared as {declaration.Type}, but is {(_states[slot] == RegisterState.Symbol ? "an array" : $"a register of type {_types[slot]}")} already.", nameof(declaration));
        }
    }

    /// <summary>Says where an array is: its name then stands for the address.</summary>
    /// <exception cref="ArgumentException">The name is taken by something else.</exception>
    public void Place(string name, ulong address)
    {
        var slot = Reserve(RegisterSlots.Of(name));
        if (_states[slot] != RegisterState.Unknown && (_states[slot] != RegisterState.Symbol || _values[slot] != address))
            throw new ArgumentException($"The name '{name}' is taken already.", nameof(name));
        (_states[slot], _values[slot], _types[slot]) = (RegisterState.Symbol, address, new(PtxTypeKind.Bits, 64));
    }

    /// <summary>The raw bits of a register.</summary>
    /// <exception cref="PtxException">It was not declared, or nothing was written to it.</exception>
    public ulong Read(string register) => Read(PtxOperand.OfName(register), null);

    internal ulong Read(PtxOperand operand, ulong[]? placeholders)
    {
        switch (operand.Kind)
        {
            case PtxOperandKind.Name:
                var slot = operand.Slot;
                if (slot >= _states.Length || _states[slot] < RegisterState.Written)
                    throw new PtxException($"'{operand}' is read, but {(slot >= _states.Length || _states[slot] == RegisterState.Unknown ? "it was not declared" : "nothing was written to it")}");
                return _values[slot];
            case PtxOperandKind.Immediate:
                return operand.Value;
            case PtxOperandKind.Placeholder:
                return placeholders is not null && operand.Index < placeholders.Length
                    ? placeholders[operand.Index]
                    : throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"'{operand}' stands for an argument, of which there are {placeholders?.Length ?? 0}"));
            case PtxOperandKind.Special:
                return Special(operand.Special);
            case PtxOperandKind.Address:
                return Read(operand.Items[0], placeholders) + operand.Value;
            case PtxOperandKind.Not:
                return Read(operand.Items[0], placeholders) ^ 1;
            default:
                throw new PtxException($"'{operand}' has no single value");
        }
    }

    internal void Write(PtxOperand operand, ulong value, ulong[]? placeholders)
    {
        if (operand.Kind == PtxOperandKind.Name)
        {
            if (operand.Text == "_")
                return;

            var slot = operand.Slot;
            if (slot >= _states.Length || _states[slot] is RegisterState.Unknown or RegisterState.Symbol)
                throw new PtxException($"'{operand}' is written, but it is not a declared register");
            _values[slot] = value & _types[slot].Mask;
            _states[slot] = RegisterState.Written;
        }
        else if (operand.Kind == PtxOperandKind.Placeholder && placeholders is not null && operand.Index < placeholders.Length)
        {
            placeholders[operand.Index] = value;
        }
        else
        {
            throw new PtxException($"'{operand}' cannot be written");
        }
    }

    private ulong Special(SpecialRegister register) => (ulong)(register switch
    {
        SpecialRegister.TidX => _index.X,
        SpecialRegister.TidY => _index.Y,
        SpecialRegister.TidZ => _index.Z,
        SpecialRegister.NtidX => _block.X,
        SpecialRegister.NtidY => _block.Y,
        SpecialRegister.NtidZ => _block.Z,
        SpecialRegister.CtaidX => _group.X,
        SpecialRegister.CtaidY => _group.Y,
        SpecialRegister.CtaidZ => _group.Z,
        SpecialRegister.NctaidX => _grid.X,
        SpecialRegister.NctaidY => _grid.Y,
        SpecialRegister.NctaidZ => _grid.Z,
        SpecialRegister.LaneId => Lane,
        SpecialRegister.WarpId => Index / WarpSize,
        _ => WarpSize,
    });

    private int Reserve(int slot)
    {
        if (slot >= _states.Length)
        {
            var size = Math.Max(slot + 1, 2 * _states.Length);
            Array.Resize(ref _values, size);
            Array.Resize(ref _states, size);
            Array.Resize(ref _types, size);
        }

        return slot;
    }

    private enum RegisterState : byte
    {
        Unknown,
        Empty,
        Written,
        Symbol,
    }
}
