using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>Instructions of machine code by what they do.</summary>
/// <param name="Instructions">All of them.</param>
/// <param name="Products">Multiply-adds of single precision, and products of matrices.</param>
/// <param name="SharedLoads">Loads from shared memory, those of matrices included.</param>
/// <param name="SharedStores">Stores to shared memory.</param>
/// <param name="GlobalLoads">Loads from the device's memory, those that go straight into shared memory included.</param>
public sealed record SassMix(int Instructions, int Products, int SharedLoads, int SharedStores, int GlobalLoads)
{
    /// <summary>The share of the instructions that are products.</summary>
    public double ProductShare => Instructions == 0 ? 0 : (double)Products / Instructions;

    internal static SassMix Of(IEnumerable<SassInstruction> instructions)
    {
        var opcodes = instructions.Where(instruction => instruction.Opcode != "NOP").ToLookup(instruction => instruction.IsProduct ? "product" : instruction.Opcode);
        return new(
            opcodes.Sum(group => group.Count()),
            opcodes["product"].Count(),
            opcodes["LDS"].Count() + opcodes["LDSM"].Count(),
            opcodes["STS"].Count(),
            opcodes["LDG"].Count() + opcodes["LDGSTS"].Count());
    }
}
