using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>One declared register, <c>.reg .b32 kst</c>, or a numbered family of them, <c>.reg .b32 ka&lt;8&gt;</c>.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Name">The name, of a family without the number.</param>
/// <param name="Count">The size of a family; null for one register.</param>
public sealed record PtxRegisterDeclaration(PtxType Type, string Name, int? Count)
{
    /// <summary>The names of the registers: ka0 to ka7.</summary>
    public IEnumerable<string> Names => Count is { } count
        ? Enumerable.Range(0, count).Select(i => Name + i.ToString(CultureInfo.InvariantCulture))
        : [Name];
}
