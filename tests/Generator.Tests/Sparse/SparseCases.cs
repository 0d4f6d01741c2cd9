using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support.Sparse;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>A net a pattern and a chain, in both layouts, through the generator and the compiler in one project.</summary>
internal static class SparseCases
{
    private const SparseCase.Extras Bias = SparseCase.Extras.Bias, Relu = SparseCase.Extras.Relu, Residual = SparseCase.Extras.Residual;

    private static readonly SparseCase.Extras[] Variants = [0, Bias, Relu, Bias | Relu, Residual, Bias | Residual, Bias | Relu | Residual, Relu | Residual];

    private static readonly Lazy<Assembly> Emitted = new(Compile);

    /// <summary>Every pattern, then every chain plain and with something between its factors.</summary>
    public static IReadOnlyList<SparseCase> All { get; } =
    [
        .. SparsePatterns.All.Select((pattern, i) => new SparseCase(i, [pattern], Variants[i % Variants.Length])),
        .. SparsePatterns.Chains.Where(chain => chain.Factors.Count > 1).SelectMany((chain, i) => new[]
        {
            new SparseCase(1000 + (2 * i), chain.Factors, Variants[i % 2]),
            new SparseCase(1001 + (2 * i), chain.Factors, Variants[2 + (i % 6)]),
        }),
    ];

    /// <summary>The emitted class of a case.</summary>
    public static Type TypeOf(SparseCase item, BatchLayout layout) => Emitted.Value.GetType(item.Name(layout), throwOnError: true)!;

    private static Assembly Compile() => EmittedSpecs.Load(
        "sparse",
        All.SelectMany(item => new[] { BatchLayout.BatchFirst, BatchLayout.BatchLast }.Select(layout => (item.Name(layout) + ".netspec", item.Text(layout)))));
}
