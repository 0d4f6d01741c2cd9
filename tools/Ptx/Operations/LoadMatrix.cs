using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>
/// <c>ldmatrix</c>: 1, 2 or 4 matrices of 8×8 halves. Lane 8m + r has the address of row r of matrix m; lane l receives the
/// elements 2(l mod 4) and the next of row l / 4, or of that column if transposed.
/// </summary>
internal sealed class LoadMatrix : Operation
{
    private readonly PtxInstruction _instruction;
    private readonly IReadOnlyList<PtxOperand> _registers;
    private readonly bool _transposed;

    public LoadMatrix(PtxInstruction instruction)
    {
        _instruction = instruction.Expect(2);
        _registers = instruction.Operands[0].Kind == PtxOperandKind.Vector ? instruction.Operands[0].Items : [instruction.Operands[0]];
        _transposed = instruction.Has("trans");
        var count = instruction.Has("x4") ? 4 : instruction.Has("x2") ? 2 : instruction.Has("x1") ? 1 : 0;
        if (!instruction.Has("m8n8") || !instruction.Has("b16") || MemorySpaces.Of(instruction) != MemorySpace.Shared)
            throw instruction.Unknown();
        if (_registers.Count != count)
            throw instruction.Malformed("names another number of registers than of matrices");
    }

    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        warp.RequireAll(_instruction, active);
        Span<ulong> rows = stackalloc ulong[16], addresses = stackalloc ulong[8];
        for (var matrix = 0; matrix < _registers.Count; matrix++)
        {
            for (var row = 0; row < 8; row++)
            {
                var lane = (8 * matrix) + row;
                var address = warp.Read(lane, _instruction.Operands[1], placeholders);
                if (address % 16 != 0)
                    throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"shared address {address} is not a multiple of 16"));

                addresses[row] = address;
                rows[2 * row] = warp.Memory.Read(PtxSpace.Shared, address, 8, warp.Lanes[lane].Index);
                rows[(2 * row) + 1] = warp.Memory.Read(PtxSpace.Shared, address + 8, 8, warp.Lanes[lane].Index);
            }

            warp.Observer?.Touch(_instruction, PtxSpace.Shared, addresses, 16);
            for (var lane = 0; lane < PtxThread.WarpSize; lane++)
            {
                var (row, column) = (lane / 4, 2 * (lane % 4));
                var value = _transposed
                    ? Element(rows, column, row) | (Element(rows, column + 1, row) << 16)
                    : Element(rows, row, column) | (Element(rows, row, column + 1) << 16);
                warp.Write(lane, _registers[matrix], value, placeholders);
            }
        }
    }

    private static ulong Element(ReadOnlySpan<ulong> rows, int row, int column) => rows[(2 * row) + (column / 4)] >> (16 * (column % 4)) & 0xffff;
}
