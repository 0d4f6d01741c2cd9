namespace NetSpec.Generator.Tests.Shell;

/// <summary>Small specs for tests of the pipeline.</summary>
internal static class Specs
{
    public const string First = """
        namespace Demo

        // The first of two.
        net First {
            input x : 8
            output y = x -> linear(4) as head -> relu
        }

        """;

    public const string Second = """
        namespace Demo

        net Second {
            input x : 6
            output y = x -> linear(3) as head
        }

        """;

    /// <summary>Three factors, of patterns of their own.</summary>
    public const string Sparse = """
        namespace Demo

        // Three factors.
        net Chain {
            input x : 12
            output y = x -> ks(3, 4, 4, 1) -> ks(1, 8, 6, 2) -> bias -> ks(1, 6, 8, 2) -> relu
        }

        """;

    /// <summary>Two layers on a device, one dense and one sparse.</summary>
    public const string Device = """
        namespace Demo

        // On a device.
        net Fast {
            input x : 12
            output y = x -> ks(3, 4, 4, 1) as mix -> bias -> relu -> linear(4) as head
            emit forward, gpu
        }

        """;

    /// <summary>Uses a misspelt name: one NSPEC2001.</summary>
    public const string Broken = """
        namespace Demo

        net Broken {
            input image : 8
            output y = image + imag -> linear(4)
        }

        """;
}
