using System;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Bench;

// Usage: NetSpec.Compiler.Bench corpus [rounds] [folder], or NetSpec.Compiler.Bench scale [kinds] [passes] [most steps] [csharp]
switch (args.ElementAtOrDefault(0) ?? "corpus")
{
    case "corpus":
        Corpus.Print(args.ElementAtOrDefault(2) ?? "tests/Corpus/nets", int.Parse(args.ElementAtOrDefault(1) ?? "3", CultureInfo.InvariantCulture));
        break;
    case "scale":
        Scale.Print(args.ElementAtOrDefault(1) ?? "all", args.ElementAtOrDefault(2) ?? "forward, pathnorm, phicost", int.Parse(args.ElementAtOrDefault(3) ?? "10000", CultureInfo.InvariantCulture), args.Contains("csharp"));
        break;
    case var suite:
        throw new ArgumentException($"There is no suite '{suite}'; there are corpus and scale.");
}
