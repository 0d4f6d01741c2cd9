using NetSpec.Generator.Passes.Adjoints;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Parts of the cost array as the kernels take them.</summary>
internal static class CostSlots
{
    public static string Text(CostSlot slot) => $"CostSlot({CSharp.LongLiteral(slot.Offset)}, {CSharp.LongLiteral(slot.Size)})";
}
