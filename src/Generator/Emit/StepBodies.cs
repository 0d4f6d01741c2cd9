using NetSpec.Generator.Emit.Ops;
using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit;

/// <summary>Which emitter prints the calls of a step.</summary>
internal static class StepBodies
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names, PlanStep step)
    {
        switch (step)
        {
            case LoadStep load:
                InputEmitter.Write(writer, load);
                break;
            case StoreStep store:
                OutputEmitter.Write(writer, store);
                break;
            case KernelStep kernel:
                KernelEmitter.Write(writer, plan, names, kernel);
                break;
            case AffineStep affine:
                AffineEmitter.Write(writer, names, affine);
                break;
            case AddStep add:
                AddEmitter.Write(writer, add);
                break;
            case ReluStep relu:
                ReluEmitter.Write(writer, relu);
                break;
            case MaxPoolStep pool:
                MaxPool2DEmitter.Write(writer, pool);
                break;
            case AveragePoolStep pool:
                AvgPool2DEmitter.Write(writer, pool);
                break;
            case AdaptiveAveragePoolStep pool:
                AdaptiveAvgPool2DEmitter.Write(writer, pool);
                break;
            case PadStep pad:
                PadEmitter.Write(writer, pad);
                break;
            case UpsampleStep upsample:
                UpsampleEmitter.Write(writer, upsample);
                break;
            case FlattenStep flatten:
                FlattenEmitter.Write(writer, flatten);
                break;
            case ConcatStep concat:
                ConcatEmitter.Write(writer, concat);
                break;
            case GroupSortStep sort:
                GroupSortEmitter.Write(writer, sort);
                break;
            case TopKStep top:
                TopKEmitter.Write(writer, top);
                break;
            case FillStep fill:
                FillEmitter.Write(writer, fill);
                break;
            case SumPoolStep sum:
                SumPoolEmitter.Write(writer, sum);
                break;
            case StretchStep stretch:
                StretchEmitter.Write(writer, stretch);
                break;
            case WeightCostStep cost:
                WeightCostEmitter.Write(writer, plan, names, cost);
                break;
            case ChannelCostStep cost:
                ChannelCostEmitter.Write(writer, cost);
                break;
            case SliceStep slice:
                SliceEmitter.Write(writer, slice);
                break;
            case UnflattenStep unflatten:
                UnflattenEmitter.Write(writer, unflatten);
                break;
            case ShrinkStep shrink:
                StretchEmitter.Write(writer, shrink);
                break;
            case SpreadStep spread:
                SpreadEmitter.Write(writer, spread);
                break;
            default:
                throw new System.NotSupportedException($"No emitter prints {step.GetType().Name}.");
        }
    }
}
