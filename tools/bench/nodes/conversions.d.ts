export declare function conversionAt(index: number): { order_id: string } & Record<string, unknown>;
