using NetSpec.Compiler.Passes.Adjoints;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Parts of the array of sums as the kernels take them.</summary>
internal static class CostSlots
{
    public static string Text(CostSlot slot) => $"Sums({CSharp.LongLiteral(slot.Offset)}, {CSharp.LongLiteral(slot.Size)})";
}
